-- g20.lua - who held the highest offices of the G20 states outside the European Union, since 2000.
--
-- Each list: country, role (as in lexicons/titles.tsv), the office, on what the dates rest, and its holders in order. A holder is a line "from Name" or
-- "from..to Name"; without "to" it is the next one's "from", or open. A date is as exact as it is sure: a month or a year alone says that
-- the day is not certain, and on the days in doubt nobody is named. Known until the date in terms.lua.

return {
    { "US", "state", "President", "inauguration", [[
        1993-01-20 Bill Clinton
        2001-01-20 George W. Bush
        2009-01-20 Barack Obama
        2017-01-20 Donald Trump
        2021-01-20 Joe Biden
        2025-01-20 Donald Trump ]] },
    { "US", "vice", "Vice President", "inauguration", [[
        1993-01-20 Al Gore
        2001-01-20 Dick Cheney
        2009-01-20 Joe Biden
        2017-01-20 Mike Pence
        2021-01-20 Kamala Harris
        2025-01-20 JD Vance ]] },
    { "US", "foreign", "Secretary of State", "oath of office", [[
        1997-01-23..2001-01-20 Madeleine Albright
        2001-01-20..2005-01-26 Colin Powell
        2005-01-26..2009-01-20 Condoleezza Rice
        2009-01-21..2013-02-01 Hillary Clinton
        2013-02-01..2017-01-20 John Kerry
        2017-02-01..2018-03-31 Rex Tillerson
        2018-04-26..2021-01-20 Mike Pompeo
        2021-01-26..2025-01-20 Antony Blinken
        2025-01-21 Marco Rubio ]] },
    { "CN", "state", "President", "election by the National People's Congress", [[
        1993-03-27 Jiang Zemin
        2003-03-15 Hu Jintao
        2013-03-14 Xi Jinping ]] },
    { "CN", "government", "Premier", "appointment by the National People's Congress", [[
        1998-03-17 Zhu Rongji
        2003-03-16 Wen Jiabao
        2013-03-15 Li Keqiang
        2023-03-11 Li Qiang ]] },
    { "CN", "foreign", "Foreign Minister", "appointment", [[
        1998-03 Tang Jiaxuan
        2003-03 Li Zhaoxing
        2007-04 Yang Jiechi
        2013-03 Wang Yi
        2022-12-30..2023-07-25 Qin Gang
        2023-07-25 Wang Yi ]] },
    { "CN", "vice", "Vice President", "election by the National People's Congress", [[
        1998-03 Hu Jintao
        2003-03 Zeng Qinghong
        2008-03 Xi Jinping
        2013-03 Li Yuanchao
        2018-03 Wang Qishan
        2023-03 Han Zheng ]] },
    { "RU", "state", "President", "inauguration", [[
        2000-05-07 Vladimir Putin
        2008-05-07 Dmitry Medvedev
        2012-05-07 Vladimir Putin ]] },
    { "RU", "government", "Prime Minister", "appointment", [[
        2000-05-17..2004-02-24 Mikhail Kasyanov
        2004-03-05..2007-09-14 Mikhail Fradkov
        2007-09-14..2008-05-07 Viktor Zubkov
        2008-05-08..2012-05-07 Vladimir Putin
        2012-05-08..2020-01-16 Dmitry Medvedev
        2020-01-16 Mikhail Mishustin ]] },
    { "RU", "foreign", "Foreign Minister", "appointment", [[
        1998-09..2004-03 Igor Ivanov
        2004-03 Sergey Lavrov ]] },
    { "GB", "state", "Queen", "accession", [[ 1952-02-06..2022-09-08 Elizabeth II ]] },
    { "GB", "state", "King", "accession", [[ 2022-09-08 Charles III ]] },
    { "GB", "government", "Prime Minister", "appointment", [[
        1997-05-02 Tony Blair
        2007-06-27 Gordon Brown
        2010-05-11 David Cameron
        2016-07-13 Theresa May
        2019-07-24 Boris Johnson
        2022-09-06 Liz Truss
        2022-10-25 Rishi Sunak
        2024-07-05 Keir Starmer ]] },
    { "GB", "foreign", "Foreign Secretary", "appointment", [[
        1997-05 Robin Cook
        2001-06 Jack Straw
        2006-05 Margaret Beckett
        2007-06 David Miliband
        2010-05 William Hague
        2014-07 Philip Hammond
        2016-07-13 Boris Johnson
        2018-07-09 Jeremy Hunt
        2019-07-24 Dominic Raab
        2021-09-15 Liz Truss
        2022-09-06 James Cleverly
        2023-11-13 David Cameron
        2024-07-05..2025-09-05 David Lammy
        2025-09-05 Yvette Cooper ]] },
    { "JP", "government", "Prime Minister", "appointment by the Emperor", [[
        1998-07-30 Keizo Obuchi
        2000-04-05 Yoshiro Mori
        2001-04-26 Junichiro Koizumi
        2006-09-26 Shinzo Abe
        2007-09-26 Yasuo Fukuda
        2008-09-24 Taro Aso
        2009-09-16 Yukio Hatoyama
        2010-06-08 Naoto Kan
        2011-09-02 Yoshihiko Noda
        2012-12-26 Shinzo Abe
        2020-09-16 Yoshihide Suga
        2021-10-04 Fumio Kishida
        2024-10-01..2025-10-21 Shigeru Ishiba
        2025-10-21 Sanae Takaichi ]] },
    { "JP", "foreign", "Foreign Minister", "appointment", [[
        1999-10..2001-04-26 Yohei Kono
        2001-04-26..2002-01 Makiko Tanaka
        2002-02..2004-09 Yoriko Kawaguchi
        2004-09..2005-10 Nobutaka Machimura
        2005-10..2007-08 Taro Aso
        2007-09-26 Masahiko Komura
        2008-09-24 Hirofumi Nakasone
        2009-09-16 Katsuya Okada
        2010-09..2011-03 Seiji Maehara
        2011-03..2011-09-02 Takeaki Matsumoto
        2011-09-02 Koichiro Gemba
        2012-12-26 Fumio Kishida
        2017-08-03 Taro Kono
        2019-09-11..2021-11 Toshimitsu Motegi
        2021-11-10 Yoshimasa Hayashi
        2023-09-13 Yoko Kamikawa
        2024-10-01..2025-10-21 Takeshi Iwaya
        2025-10-21 Toshimitsu Motegi ]] },
    { "CA", "government", "Prime Minister", "appointment", [[
        1993-11-04 Jean Chrétien
        2003-12-12 Paul Martin
        2006-02-06 Stephen Harper
        2015-11-04 Justin Trudeau
        2025-03-14 Mark Carney ]] },
    { "CA", "foreign", "Foreign Minister", "appointment", [[
        1996-01 Lloyd Axworthy
        2000-10 John Manley
        2002-01 Bill Graham
        2004-07 Pierre Pettigrew
        2006-02-06 Peter MacKay
        2007-08..2008-05-26 Maxime Bernier
        2008-05..2008-10-30 David Emerson
        2008-10-30..2011-05-18 Lawrence Cannon
        2011-05-18..2015-02-03 John Baird
        2015-02-09 Rob Nicholson
        2015-11-04 Stéphane Dion
        2017-01-10 Chrystia Freeland
        2019-11-20 François-Philippe Champagne
        2021-01-12 Marc Garneau
        2021-10-26 Mélanie Joly
        2025-05-13 Anita Anand ]] },
    { "IN", "government", "Prime Minister", "oath of office", [[
        1998-03-19 Atal Bihari Vajpayee
        2004-05-22 Manmohan Singh
        2014-05-26 Narendra Modi ]] },
    { "IN", "state", "President", "oath of office", [[
        1997-07-25 K. R. Narayanan
        2002-07-25 A. P. J. Abdul Kalam
        2007-07-25 Pratibha Patil
        2012-07-25 Pranab Mukherjee
        2017-07-25 Ram Nath Kovind
        2022-07-25 Droupadi Murmu ]] },
    { "IN", "foreign", "External Affairs Minister", "appointment", [[
        1998-12..2002-07 Jaswant Singh
        2002-07..2004-05 Yashwant Sinha
        2004-05..2005-11 Natwar Singh
        2006-10..2009-05 Pranab Mukherjee
        2009-05..2012-10 S. M. Krishna
        2012-10..2014-05-26 Salman Khurshid
        2014-05-26..2019-05-30 Sushma Swaraj
        2019-05-31 Subrahmanyam Jaishankar ]] },
    { "BR", "state", "President", "inauguration", [[
        1995-01-01 Fernando Henrique Cardoso
        2003-01-01 Luiz Inácio Lula da Silva
        2011-01-01..2016-08-31 Dilma Rousseff
        2016-08-31 Michel Temer
        2019-01-01 Jair Bolsonaro
        2023-01-01 Luiz Inácio Lula da Silva ]] },
    { "BR", "foreign", "Foreign Minister", "appointment", [[
        1995-01-01..2001-01 Luiz Felipe Lampreia
        2001-01 Celso Lafer
        2003-01-01 Celso Amorim
        2011-01-01 Antonio Patriota
        2013-08 Luiz Alberto Figueiredo
        2015-01-01..2016-05-12 Mauro Vieira
        2016-05-12..2017-02 José Serra
        2017-03 Aloysio Nunes
        2019-01-01..2021-03 Ernesto Araújo
        2021-04 Carlos França
        2023-01-01 Mauro Vieira ]] },
    { "MX", "state", "President", "inauguration", [[
        1994-12-01 Ernesto Zedillo
        2000-12-01 Vicente Fox
        2006-12-01 Felipe Calderón
        2012-12-01 Enrique Peña Nieto
        2018-12-01 Andrés Manuel López Obrador
        2024-10-01 Claudia Sheinbaum ]] },
    { "MX", "foreign", "Foreign Secretary", "appointment", [[
        2000-12..2003-01 Jorge Castañeda
        2003-01..2006-11 Luis Ernesto Derbez
        2006-12..2012-11 Patricia Espinosa
        2012-12..2015-08 José Antonio Meade
        2015-08..2017-01 Claudia Ruiz Massieu
        2017-01..2018-11 Luis Videgaray
        2018-12-01..2023-06 Marcelo Ebrard
        2023-07..2024-09 Alicia Bárcena
        2024-10-01 Juan Ramón de la Fuente ]] },
    { "AR", "state", "President", "inauguration", [[
        1999-12-10..2001-12 Fernando de la Rúa
        2002-01..2003-05-25 Eduardo Duhalde
        2003-05-25 Néstor Kirchner
        2007-12-10 Cristina Fernández de Kirchner
        2015-12-10 Mauricio Macri
        2019-12-10 Alberto Fernández
        2023-12-10 Javier Milei ]] },
    { "AR", "foreign", "Foreign Minister", "oath of office", [[
        1999-12-10..2001-12 Adalberto Rodríguez Giavarini
        2002-01..2003-05-25 Carlos Ruckauf
        2003-05-25..2005-12 Rafael Bielsa
        2005-12..2010-06 Jorge Taiana
        2010-06..2015-12-10 Héctor Timerman
        2015-12-10..2017-06 Susana Malcorra
        2017-06..2019-12-10 Jorge Faurie
        2019-12-10..2021-09 Felipe Solá
        2021-09..2023-12-10 Santiago Cafiero
        2023-12-10..2024-10 Diana Mondino
        2024-10..2025-10 Gerardo Werthein
        2025-10 Pablo Quirno ]] },
    { "AU", "government", "Prime Minister", "swearing-in", [[
        1996-03-11 John Howard
        2007-12-03 Kevin Rudd
        2010-06-24 Julia Gillard
        2013-06-27 Kevin Rudd
        2013-09-18 Tony Abbott
        2015-09-15 Malcolm Turnbull
        2018-08-24 Scott Morrison
        2022-05-23 Anthony Albanese ]] },
    { "AU", "foreign", "Foreign Minister", "swearing-in", [[
        1996-03-11 Alexander Downer
        2007-12-03 Stephen Smith
        2010-09..2012-02-22 Kevin Rudd
        2012-03..2013-09-18 Bob Carr
        2013-09-18..2018-08 Julie Bishop
        2018-08-28 Marise Payne
        2022-05-23 Penny Wong ]] },
    { "ZA", "state", "President", "inauguration", [[
        1999-06..2008-09-24 Thabo Mbeki
        2008-09-25 Kgalema Motlanthe
        2009-05-09..2018-02-14 Jacob Zuma
        2018-02-15 Cyril Ramaphosa ]] },
    { "ZA", "foreign", "Minister of International Relations and Cooperation", "appointment", [[
        1999-06 Nkosazana Dlamini-Zuma
        2009-05 Maite Nkoana-Mashabane
        2018-02 Lindiwe Sisulu
        2019-05 Naledi Pandor
        2024-07 Ronald Lamola ]] },
    { "KR", "state", "President", "inauguration", [[
        1998-02-25 Kim Dae-jung
        2003-02-25 Roh Moo-hyun
        2008-02-25 Lee Myung-bak
        2013-02-25..2017-03-10 Park Geun-hye
        2017-05-10 Moon Jae-in
        2022-05-10..2025-04-04 Yoon Suk-yeol
        2025-06-04 Lee Jae-myung ]] },
    { "KR", "foreign", "Foreign Minister", "appointment", [[
        2000-01 Lee Joung-binn
        2001-03 Han Seung-soo
        2002-02 Choi Sung-hong
        2003-02 Yoon Young-kwan
        2004-01..2006-11 Ban Ki-moon
        2006-12 Song Min-soon
        2008-02..2010-09 Yu Myung-hwan
        2010-10 Kim Sung-hwan
        2013-03 Yun Byung-se
        2017-06 Kang Kyung-wha
        2021-02 Chung Eui-yong
        2022-05 Park Jin
        2024-01..2025-07 Cho Tae-yul
        2025-07 Cho Hyun ]] },
    { "KR", "government", "Prime Minister", "appointment by the President", [[
        2000-05..2002-07 Lee Han-dong
        2002-10..2003-02 Kim Suk-soo
        2003-02..2004-05 Goh Kun
        2004-06..2006-03 Lee Hae-chan
        2006-04..2007-03 Han Myeong-sook
        2007-04..2008-02 Han Duck-soo
        2008-02 Han Seung-soo
        2009-09..2010-08 Chung Un-chan
        2010-10 Kim Hwang-sik
        2013-02 Chung Hong-won
        2015-02..2015-04 Lee Wan-koo
        2015-06..2017-05 Hwang Kyo-ahn
        2017-05 Lee Nak-yon
        2020-01..2021-04 Chung Sye-kyun
        2021-05 Kim Boo-kyum
        2022-05..2025-05 Han Duck-soo
        2025-07 Kim Min-seok ]] },
    { "TR", "state", "President", "oath of office", [[
        2000-05-16 Ahmet Necdet Sezer
        2007-08-28 Abdullah Gül
        2014-08-28 Recep Tayyip Erdoğan ]] },
    { "TR", "government", "Prime Minister", "appointment", [[
        1999-01..2002-11-18 Bülent Ecevit
        2002-11-18 Abdullah Gül
        2003-03-14 Recep Tayyip Erdoğan
        2014-08-28 Ahmet Davutoğlu
        2016-05-24..2018-07-09 Binali Yıldırım ]] },
    { "TR", "foreign", "Foreign Minister", "appointment", [[
        1997-07 İsmail Cem
        2002-07..2002-11 Şükrü Sina Gürel
        2002-11..2003-03 Yaşar Yakış
        2003-03-14..2007-08-28 Abdullah Gül
        2007-08-29..2009-05-01 Ali Babacan
        2009-05-01..2014-08 Ahmet Davutoğlu
        2014-08-29..2015-08-28 Mevlüt Çavuşoğlu
        2015-08-28..2015-11-24 Feridun Sinirlioğlu
        2015-11-24 Mevlüt Çavuşoğlu
        2023-06-03 Hakan Fidan ]] },
    { "TR", "vice", "Vice President", "appointment", [[
        2018-07..2023-06 Fuat Oktay
        2023-06 Cevdet Yılmaz ]] },
}
