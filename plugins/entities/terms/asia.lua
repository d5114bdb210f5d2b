-- asia.lua - who held the highest offices of the members of ASEAN, the Gulf Cooperation Council and the Shanghai Cooperation Organization, and of some
-- neighbours, since 2000. The form is told in g20.lua.

return {
    { "BN", "state", "Sultan", "accession", [[ 1967-10-05 Hassanal Bolkiah ]] },
    { "KH", "government", "Prime Minister", "vote of the National Assembly", [[
        1998-11..2023-08-22 Hun Sen
        2023-08-22 Hun Manet ]] },
    { "KH", "state", "King", "accession", [[ 2004-10-14 Norodom Sihamoni ]] },
    { "KH", "foreign", "Foreign Minister", "appointment", [[
        1998-11 Hor Namhong
        2016-04 Prak Sokhonn
        2023-08..2024-11 Sok Chenda Sophea
        2024-11 Prak Sokhonn ]] },
    { "ID", "state", "President", "inauguration", [[
        1999-10-20 Abdurrahman Wahid
        2001-07-23 Megawati Sukarnoputri
        2004-10-20 Susilo Bambang Yudhoyono
        2014-10-20 Joko Widodo
        2024-10-20 Prabowo Subianto ]] },
    { "ID", "foreign", "Foreign Minister", "appointment", [[
        2001-08..2009-10 Hassan Wirajuda
        2009-10..2014-10 Marty Natalegawa
        2014-10..2024-10 Retno Marsudi
        2024-10 Sugiono ]] },
    { "LA", "state", "President", "election by the National Assembly", [[
        1998-02 Khamtai Siphandone
        2006-06-08 Choummaly Sayasone
        2016-04-20 Bounnhang Vorachith
        2021-03-22 Thongloun Sisoulith ]] },
    { "LA", "government", "Prime Minister", "election by the National Assembly", [[
        2001-03 Bounnhang Vorachith
        2006-06-08 Bouasone Bouphavanh
        2010-12-23 Thongsing Thammavong
        2016-04-20 Thongloun Sisoulith
        2021-03-22 Phankham Viphavanh
        2022-12-30 Sonexay Siphandone ]] },
    { "LA", "foreign", "Foreign Minister", "appointment", [[
        1993..2006-06 Somsavat Lengsavad
        2006-06..2016-04 Thongloun Sisoulith
        2016-04..2024-10 Saleumxay Kommasith
        2024-11 Thongsavanh Phomvihane ]] },
    { "MY", "government", "Prime Minister", "appointment by the King", [[
        1981-07-16..2003-10-31 Mahathir Mohamad
        2003-10-31 Abdullah Ahmad Badawi
        2009-04-03..2018-05-10 Najib Razak
        2018-05-10..2020-02-24 Mahathir Mohamad
        2020-03-01..2021-08-16 Muhyiddin Yassin
        2021-08-21..2022-11-24 Ismail Sabri Yaakob
        2022-11-24 Anwar Ibrahim ]] },
    { "MY", "foreign", "Foreign Minister", "appointment by the King", [[
        1999-01 Syed Hamid Albar
        2008-03 Rais Yatim
        2009-04..2018-05 Anifah Aman
        2018-07..2020-02 Saifuddin Abdullah
        2020-03..2021-08 Hishammuddin Hussein
        2021-08..2022-11-24 Saifuddin Abdullah
        2022-12..2023-12-12 Zambry Abdul Kadir
        2023-12-12 Mohamad Hasan ]] },
    { "MM", "state", "President", "inauguration", [[
        2011-03-30 Thein Sein
        2016-03-30..2018-03-21 Htin Kyaw
        2018-03-30..2021-02-01 Win Myint ]] },
    { "MM", "foreign", "Foreign Minister", "appointment", [[
        2004-09..2011-03 Nyan Win
        2011-03..2016-03-30 Wunna Maung Lwin
        2016-03-30..2021-02-01 Aung San Suu Kyi
        2021-02-01..2023-02-01 Wunna Maung Lwin
        2023-02-01..2025-07 Than Swe ]] },
    { "MM", "government", "State Counsellor", "appointment", [[ 2016-04-06..2021-02-01 Aung San Suu Kyi ]] },
    { "PH", "state", "President", "inauguration", [[
        1998-06-30 Joseph Estrada
        2001-01-20 Gloria Macapagal Arroyo
        2010-06-30 Benigno Aquino III
        2016-06-30 Rodrigo Duterte
        2022-06-30 Ferdinand Marcos Jr. ]] },
    { "PH", "foreign", "Foreign Secretary", "appointment", [[
        1995-05..2001-01 Domingo Siazon
        2001-02..2002-07 Teofisto Guingona
        2002-07..2003-12 Blas Ople
        2003-12..2004-08 Delia Albert
        2004-08..2011-02 Alberto Romulo
        2011-02..2016-03 Albert del Rosario
        2016-06-30..2017-03 Perfecto Yasay
        2017-05..2018-10 Alan Peter Cayetano
        2018-10..2022-06-30 Teodoro Locsin Jr.
        2022-07-01..2025-06-30 Enrique Manalo
        2025-07-01 Maria Theresa Lazaro ]] },
    { "SG", "government", "Prime Minister", "swearing-in", [[
        1990-11-28 Goh Chok Tong
        2004-08-12 Lee Hsien Loong
        2024-05-15 Lawrence Wong ]] },
    { "SG", "state", "President", "swearing-in", [[
        1999-09-01..2011-08-31 S. R. Nathan
        2011-09-01..2017-08-31 Tony Tan
        2017-09-14..2023-09-13 Halimah Yacob
        2023-09-14 Tharman Shanmugaratnam ]] },
    { "SG", "foreign", "Foreign Minister", "appointment", [[
        1994-01 S. Jayakumar
        2004-08..2011-05 George Yeo
        2011-05..2015-09 K. Shanmugam
        2015-10-01 Vivian Balakrishnan ]] },
    { "TH", "government", "Prime Minister", "royal appointment", [[
        1997-11..2001-02-09 Chuan Leekpai
        2001-02-09..2006-09-19 Thaksin Shinawatra
        2006-10-01..2008-01-29 Surayud Chulanont
        2008-01-29..2008-09-09 Samak Sundaravej
        2008-09-18..2008-12-02 Somchai Wongsawat
        2008-12-17..2011-08-05 Abhisit Vejjajiva
        2011-08-05..2014-05-07 Yingluck Shinawatra
        2014-08-24..2023-08-22 Prayut Chan-o-cha
        2023-08-22..2024-08-14 Srettha Thavisin
        2024-08-16..2025-07 Paetongtarn Shinawatra
        2025-09 Anutin Charnvirakul ]] },
    { "TH", "foreign", "Foreign Minister", "royal appointment", [[
        2001-02..2005-03 Surakiart Sathirathai
        2005-03..2006-09 Kantathi Suphamongkhon
        2006-10..2008-02 Nitya Pibulsonggram
        2008-02..2008-07 Noppadon Pattama
        2008-07..2008-09 Tej Bunnag
        2008-12..2011-08 Kasit Piromya
        2011-08..2014-05 Surapong Tovichakchaikul
        2014-09..2015-08 Tanasak Patimapragorn
        2015-08..2023-09 Don Pramudwinai
        2023-09..2024-04 Parnpree Bahiddha-Nukara
        2024-05..2025-06 Maris Sangiampongsa
        2025-09 Sihasak Phuangketkeow ]] },
    { "TH", "state", "King", "accession", [[
        1946-06-09..2016-10-13 Bhumibol Adulyadej
        2016-12 Vajiralongkorn ]] },
    { "VN", "state", "President", "election by the National Assembly", [[
        1997-09 Tran Duc Luong
        2006-06-27 Nguyen Minh Triet
        2011-07-25..2016-04-02 Truong Tan Sang
        2016-04-02..2018-09-21 Tran Dai Quang
        2018-10-23..2021-04-05 Nguyen Phu Trong
        2021-04-05..2023-01 Nguyen Xuan Phuc
        2023-03-02..2024-03 Vo Van Thuong
        2024-05-22 To Lam
        2024-10-21 Luong Cuong ]] },
    { "VN", "government", "Prime Minister", "election by the National Assembly", [[
        1997-09 Phan Van Khai
        2006-06-27..2016-04 Nguyen Tan Dung
        2016-04-07..2021-04-05 Nguyen Xuan Phuc
        2021-04-05 Pham Minh Chinh ]] },
    { "VN", "foreign", "Foreign Minister", "vote of the National Assembly", [[
        2000-01 Nguyen Dy Nien
        2006-06 Pham Gia Khiem
        2011-08 Pham Binh Minh
        2021-04..2025-08 Bui Thanh Son
        2025-10 Le Hoai Trung ]] },
    { "AE", "state", "President", "election by the Federal Supreme Council", [[
        1971-12-02..2004-11-02 Zayed bin Sultan Al Nahyan
        2004-11-03..2022-05-13 Khalifa bin Zayed Al Nahyan
        2022-05-14 Mohamed bin Zayed Al Nahyan ]] },
    { "AE", "foreign", "Foreign Minister", "appointment", [[ 2006-02 Abdullah bin Zayed Al Nahyan ]] },
    { "AE", "government", "Prime Minister", "appointment", [[
        1990-11..2006-01-04 Maktoum bin Rashid Al Maktoum
        2006-01 Mohammed bin Rashid Al Maktoum ]] },
    { "BH", "state", "King", "accession", [[ 2002-02-14 Hamad bin Isa Al Khalifa ]] },
    { "BH", "government", "Prime Minister", "royal appointment", [[
        1971..2020-11-11 Khalifa bin Salman Al Khalifa
        2020-11-11 Salman bin Hamad Al Khalifa ]] },
    { "BH", "foreign", "Foreign Minister", "appointment", [[
        1971..2005-09 Mohammed bin Mubarak Al Khalifa
        2005-09..2020-02 Khalid bin Ahmed Al Khalifa
        2020-02 Abdullatif bin Rashid Al Zayani ]] },
    { "KW", "state", "Emir", "accession", [[
        1977-12-31..2006-01-15 Jaber Al-Ahmad Al-Sabah
        2006-01-29..2020-09-29 Sabah Al-Ahmad Al-Sabah
        2020-09-29..2023-12-16 Nawaf Al-Ahmad Al-Sabah
        2023-12-16 Mishal Al-Ahmad Al-Sabah ]] },
    { "KW", "government", "Prime Minister", "appointment by the Emir", [[
        1978-02..2003-07 Saad Al-Abdullah Al-Sabah
        2003-07..2006-01 Sabah Al-Ahmad Al-Sabah
        2006-02..2011-11 Nasser Al-Mohammed Al-Sabah
        2011-12..2019-11 Jaber Al-Mubarak Al-Sabah
        2019-12..2022-07 Sabah Al-Khalid Al-Sabah
        2022-08..2023-12 Ahmad Nawaf Al-Sabah
        2024-01..2024-04 Mohammad Sabah Al-Salem Al-Sabah
        2024-05 Ahmad Abdullah Al-Sabah ]] },
    { "KW", "foreign", "Foreign Minister", "appointment by the Emir", [[
        2003-07..2011-10 Mohammad Sabah Al-Salem Al-Sabah
        2011-10..2019-11 Sabah Al-Khalid Al-Sabah
        2019-12..2022-09 Ahmad Nasser Al-Mohammed Al-Sabah
        2022-11..2023-12 Salem Abdullah Al-Jaber Al-Sabah
        2024-01 Abdullah Al-Yahya ]] },
    { "OM", "state", "Sultan", "accession", [[
        1970-07-23..2020-01-10 Qaboos bin Said
        2020-01-11 Haitham bin Tariq ]] },
    { "OM", "foreign", "Foreign Minister", "appointment", [[
        1997..2020-08-18 Yusuf bin Alawi
        2020-08-18 Badr Albusaidi ]] },
    { "QA", "state", "Emir", "accession", [[
        1995-06-27 Hamad bin Khalifa Al Thani
        2013-06-25 Tamim bin Hamad Al Thani ]] },
    { "QA", "government", "Prime Minister", "appointment by the Emir", [[
        1996-10-29 Abdullah bin Khalifa Al Thani
        2007-04-03..2013-06-26 Hamad bin Jassim Al Thani
        2013-06-26..2020-01-28 Abdullah bin Nasser Al Thani
        2020-01-28..2023-03-07 Khalid bin Khalifa Al Thani
        2023-03-07 Mohammed bin Abdulrahman Al Thani ]] },
    { "QA", "foreign", "Foreign Minister", "appointment by the Emir", [[
        1992..2013-06-26 Hamad bin Jassim Al Thani
        2013-06-26..2016-01-27 Khalid al-Attiyah
        2016-01-27 Mohammed bin Abdulrahman Al Thani ]] },
    { "SA", "state", "King", "accession", [[
        1982-06-13 Fahd bin Abdulaziz
        2005-08-01 Abdullah bin Abdulaziz
        2015-01-23 Salman bin Abdulaziz ]] },
    { "SA", "foreign", "Foreign Minister", "royal decree", [[
        1975..2015-04-29 Saud al-Faisal
        2015-04-29..2018-12-27 Adel al-Jubeir
        2018-12-27..2019-10-23 Ibrahim al-Assaf
        2019-10-23 Faisal bin Farhan ]] },
    { "SA", "government", "Prime Minister", "royal decree", [[ 2022-09-27 Mohammed bin Salman ]] },
    { "SA", "crown", "Crown Prince", "royal decree", [[
        2005-08-01..2011-10-22 Sultan bin Abdulaziz
        2011-10-27..2012-06-16 Nayef bin Abdulaziz
        2012-06-18..2015-01-23 Salman bin Abdulaziz
        2015-01-23 Muqrin bin Abdulaziz
        2015-04-29 Mohammed bin Nayef
        2017-06-21 Mohammed bin Salman ]] },
    { "KZ", "state", "President", "oath of office", [[
        1991..2019-03-20 Nursultan Nazarbayev
        2019-03-20 Kassym-Jomart Tokayev ]] },
    { "KZ", "foreign", "Foreign Minister", "appointment", [[
        1999-10..2002-01 Erlan Idrissov
        2002-01..2007-01 Kassym-Jomart Tokayev
        2007-01..2009-09 Marat Tazhin
        2009-09..2011-04 Kanat Saudabayev
        2011-04..2012-09 Yerzhan Kazykhanov
        2012-09..2016-12 Erlan Idrissov
        2016-12..2018-12 Kairat Abdrakhmanov
        2018-12..2019-09 Beibut Atamkulov
        2019-09..2023-03 Mukhtar Tileuberdi
        2023-04..2025-09 Murat Nurtleu
        2025-09 Yermek Kosherbayev ]] },
    { "KZ", "government", "Prime Minister", "appointment", [[
        1999-10..2002-01 Kassym-Jomart Tokayev
        2002-01-28..2003-06 Imangali Tasmagambetov
        2003-06..2007-01 Daniyal Akhmetov
        2007-01-10..2012-09-24 Karim Massimov
        2012-09-24..2014-04-02 Serik Akhmetov
        2014-04-02..2016-09 Karim Massimov
        2016-09..2019-02-21 Bakhytzhan Sagintayev
        2019-02-25..2022-01-05 Askar Mamin
        2022-01-11..2024-02-05 Alikhan Smailov
        2024-02-06 Olzhas Bektenov ]] },
    { "KG", "state", "President", "inauguration", [[
        1991..2005-03 Askar Akayev
        2005-08-14..2010-04 Kurmanbek Bakiyev
        2010-07-03 Roza Otunbayeva
        2011-12-01 Almazbek Atambayev
        2017-11-24..2020-10-15 Sooronbay Jeenbekov
        2021-01-28 Sadyr Japarov ]] },
    { "KG", "foreign", "Foreign Minister", "appointment", [[
        2012-09 Erlan Abdyldaev
        2018-10 Chingiz Aidarbekov
        2020-10 Ruslan Kazakbaev
        2022-04 Jeenbek Kulubaev ]] },
    { "KG", "government", "Prime Minister", "appointment", [[
        2011-12..2012-09 Omurbek Babanov
        2012-09..2014-03 Zhantoro Satybaldiyev
        2014-04..2015-04 Joomart Otorbaev
        2015-05..2016-04 Temir Sariev
        2016-04..2017-08 Sooronbay Jeenbekov
        2017-08..2018-04-19 Sapar Isakov
        2018-04-20..2020-06-15 Mukhammedkalyi Abylgaziev
        2020-06-17..2020-10 Kubatbek Boronov ]] },
    { "KG", "government", "Chairman of the Cabinet of Ministers", "appointment", [[
        2021-10-12..2024-12-16 Akylbek Japarov
        2024-12-18 Adylbek Kasymaliev ]] },
    { "TJ", "state", "President", "election", [[ 1994-11 Emomali Rahmon ]] },
    { "TJ", "foreign", "Foreign Minister", "appointment", [[
        1994-12..2006-12 Talbak Nazarov
        2006-12..2013-11 Hamrokhon Zarifi
        2013-12 Sirojiddin Muhriddin ]] },
    { "TJ", "government", "Prime Minister", "appointment", [[
        1999-12-20..2013-11-23 Oqil Oqilov
        2013-11-23 Kokhir Rasulzoda ]] },
    { "UZ", "state", "President", "election", [[
        1991..2016-09-02 Islam Karimov
        2016-12-14 Shavkat Mirziyoyev ]] },
    { "UZ", "foreign", "Foreign Minister", "appointment", [[
        1994-08..2003-03 Abdulaziz Kamilov
        2003-03..2005-02 Sodiq Safoyev
        2005-02..2006-07 Elyor Ganiev
        2006-07..2010-12 Vladimir Norov
        2010-12..2012-01 Elyor Ganiev
        2012-02..2022-04 Abdulaziz Kamilov
        2022-04..2022-12 Vladimir Norov
        2022-12 Bakhtiyor Saidov ]] },
    { "UZ", "government", "Prime Minister", "appointment by the parliament", [[
        1995-12..2003-12 Otkir Sultonov
        2003-12..2016-12-14 Shavkat Mirziyoyev
        2016-12-14 Abdulla Aripov ]] },
    { "TM", "state", "President", "inauguration", [[
        1991..2006-12-21 Saparmurat Niyazov
        2007-02-14..2022-03-19 Gurbanguly Berdimuhamedow
        2022-03-19 Serdar Berdimuhamedow ]] },
    { "TM", "foreign", "Foreign Minister", "appointment", [[ 2001-07 Rashid Meredov ]] },
    { "PK", "government", "Prime Minister", "oath of office", [[
        2002-11..2004-06 Zafarullah Khan Jamali
        2004-08..2007-11 Shaukat Aziz
        2007-11-16..2008-03-25 Muhammad Mian Soomro
        2008-03-25..2012-06-19 Yousaf Raza Gilani
        2012-06-22..2013-03 Raja Pervaiz Ashraf
        2013-03-25..2013-06-05 Mir Hazar Khan Khoso
        2013-06-05..2017-07-28 Nawaz Sharif
        2017-08-01..2018-05-31 Shahid Khaqan Abbasi
        2018-06-01..2018-08-18 Nasirul Mulk
        2018-08-18..2022-04-10 Imran Khan
        2022-04-11..2023-08-14 Shehbaz Sharif
        2023-08-14..2024-03 Anwaar-ul-Haq Kakar
        2024-03-04 Shehbaz Sharif ]] },
    { "PK", "state", "President", "oath of office", [[
        2001-06-20..2008-08-18 Pervez Musharraf
        2008-09-09..2013-09-08 Asif Ali Zardari
        2013-09-09..2018-09-08 Mamnoon Hussain
        2018-09-09..2024-03-09 Arif Alvi
        2024-03-10 Asif Ali Zardari ]] },
    { "PK", "foreign", "Foreign Minister", "appointment", [[
        2002-11..2007-11 Khurshid Mahmud Kasuri
        2008-03..2011-02 Shah Mahmood Qureshi
        2011-07..2013-03 Hina Rabbani Khar
        2017-08..2018-04 Khawaja Asif
        2018-08-20..2022-04-10 Shah Mahmood Qureshi
        2022-04-27..2023-08-10 Bilawal Bhutto Zardari
        2024-03-11 Ishaq Dar ]] },
    { "IR", "state", "President", "confirmation by the Supreme Leader", [[
        1997-08-03 Mohammad Khatami
        2005-08-03 Mahmoud Ahmadinejad
        2013-08-03 Hassan Rouhani
        2021-08-03..2024-05-19 Ebrahim Raisi
        2024-07-28 Masoud Pezeshkian ]] },
    { "IR", "foreign", "Foreign Minister", "vote of the parliament", [[
        1997-08..2005-08 Kamal Kharazi
        2005-08..2010-12-13 Manouchehr Mottaki
        2011-01..2013-08 Ali Akbar Salehi
        2013-08..2021-08-25 Mohammad Javad Zarif
        2021-08-25..2024-05-19 Hossein Amir-Abdollahian
        2024-08-21 Abbas Araghchi ]] },
    { "BY", "state", "President", "inauguration", [[ 1994-07-20 Alexander Lukashenko ]] },
    { "BY", "foreign", "Foreign Minister", "appointment", [[
        2000-11..2003-03 Mikhail Khvostov
        2003-03..2012-08 Sergei Martynov
        2012-08-20..2022-11-26 Vladimir Makei
        2022-12-13..2024-06-27 Sergei Aleinik
        2024-06-27 Maxim Ryzhenkov ]] },
    { "BY", "government", "Prime Minister", "appointment by the President", [[
        2000-02..2001-10 Vladimir Yermoshin
        2001-10..2003-07 Gennady Novitsky
        2003-12..2010-12 Sergei Sidorsky
        2010-12..2014-12-27 Mikhail Myasnikovich
        2014-12-27..2018-08-18 Andrei Kobyakov
        2018-08-18..2020-06-03 Sergei Rumas
        2020-06-04..2025-03-10 Roman Golovchenko
        2025-03-10 Alexander Turchin ]] },
    { "IL", "government", "Prime Minister", "vote of the Knesset", [[
        1999-07-06 Ehud Barak
        2001-03-07..2006-01-04 Ariel Sharon
        2006-04-14..2009-03-31 Ehud Olmert
        2009-03-31 Benjamin Netanyahu
        2021-06-13 Naftali Bennett
        2022-07-01 Yair Lapid
        2022-12-29 Benjamin Netanyahu ]] },
    { "SY", "state", "President", "oath of office; in 2025 appointment", [[
        2000-07-17..2024-12-08 Bashar al-Assad
        2025-01-29 Ahmed al-Sharaa ]] },
    { "EG", "state", "President", "oath of office", [[
        1981-10-14..2011-02-11 Hosni Mubarak
        2012-06-30..2013-07-03 Mohamed Morsi
        2014-06-08 Abdel Fattah el-Sisi ]] },
    { "TL", "state", "President", "inauguration", [[
        2002-05-20 Xanana Gusmão
        2007-05-20 José Ramos-Horta
        2012-05-20 Taur Matan Ruak
        2017-05-20 Francisco Guterres
        2022-05-20 José Ramos-Horta ]] },
    { "TL", "government", "Prime Minister", "oath of office", [[
        2002-05-20..2006-06-26 Mari Alkatiri
        2006-07..2007-05 José Ramos-Horta
        2007-08-08 Xanana Gusmão
        2015-02-16..2017-09-15 Rui Maria de Araújo
        2017-09-15 Mari Alkatiri
        2018-06-22 Taur Matan Ruak
        2023-07-01 Xanana Gusmão ]] },
}
